"""igraph's C Leiden (CPM, 2 iterations) or NetworKit's ParallelLeiden (2 threads) on the graph in a folder.

Arguments: tool, folder, repetitions, resolution. Prints the times in ms as JSON; writes the groups to TOOL.i32.
"""
import json
import random
import resource
import sys
import time

import numpy

tool, folder, repetitions, resolution = sys.argv[1], sys.argv[2], int(sys.argv[3]), float(sys.argv[4])
nodes = int(open(f"{folder}/nodes").read())
source = numpy.fromfile(f"{folder}/from.i32", dtype=numpy.int32)
target = numpy.fromfile(f"{folder}/to.i32", dtype=numpy.int32)
weight = numpy.fromfile(f"{folder}/weight.f32", dtype=numpy.float32)
builds, times, cpu_times = [], [], []
random.seed(1)

for _ in range(repetitions):
    start = time.perf_counter()
    if tool == "igraph":
        import igraph

        pairs = numpy.stack([source, target], axis=1).astype(numpy.int64)
        graph = igraph.Graph(n=nodes, edges=pairs, directed=False)
        graph.es["weight"] = weight.tolist()
        built, cpu = time.perf_counter(), time.process_time()
        found = graph.community_leiden(
            objective_function="CPM", weights="weight", resolution=resolution, n_iterations=2
        )
        done, cpu = time.perf_counter(), time.process_time() - cpu
        groups = found.membership
    else:
        import networkit

        networkit.setNumberOfThreads(2)
        networkit.setSeed(1, False)
        coordinates = (source.astype(numpy.uint64), target.astype(numpy.uint64))
        start = time.perf_counter()
        graph = networkit.GraphFromCoo((weight.astype(numpy.float64), coordinates), n=nodes, weighted=True)
        built, cpu = time.perf_counter(), time.process_time()
        total = graph.totalEdgeWeight()
        scaled = resolution * 2 * total / (2 * total / nodes) ** 2
        leiden = networkit.community.ParallelLeiden(graph, gamma=scaled)
        leiden.run()
        done, cpu = time.perf_counter(), time.process_time() - cpu
        groups = leiden.getPartition().getVector()
    builds.append((built - start) * 1000)
    times.append((done - built) * 1000)
    cpu_times.append(cpu * 1000)
    del graph

numpy.asarray(groups, dtype=numpy.int32).tofile(f"{folder}/{tool}.i32")
peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
print(json.dumps({"builds": builds, "times": times, "cpuTimes": cpu_times, "peakMb": peak}))
