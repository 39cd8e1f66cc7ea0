import { type ChangedRing, createCompareRuns, type RunComparison } from '../../application/compare-runs.ts';
import { changedFromStandard, describeParameters } from '../../application/parameters/describe-parameters.ts';
import {
  activateParameters,
  addParameterSet,
  listParameterSets,
  type ParameterDependencies,
  revertParameters,
} from '../../application/parameters/manage-parameters.ts';
import type { ParameterSet } from '../../domain/parameter-set.ts';
import { refuse, unwrap } from '../errors.ts';
import type { RequestContext } from '../request-context.ts';
import { toRunKey } from '../rings/inputs.ts';

type SetModel = ParameterSet & { readonly inForce: boolean };
type Change = { readonly path: string; readonly value: number };
type AddArguments = { readonly name: string; readonly changes: readonly Change[]; readonly why: string };

function tuningOf({ tuning }: RequestContext): ParameterDependencies {
  if (tuning === null) throw refuse('NOT_FOUND', 'This service has no settings.');
  return tuning;
}

const listed = async (context: RequestContext) => unwrap(await listParameterSets(tuningOf(context), context.principal));

const toModel = (set: ParameterSet, inForce: boolean): SetModel => ({ ...set, inForce });

export const parametersResolvers = {
  Query: {
    parameterSets: async (_: unknown, __: unknown, context: RequestContext) => {
      const { sets, inForce } = await listed(context);
      return sets.map((set) => toModel(set, set.id === inForce.set.id));
    },
    parameterActivations: async (_: unknown, __: unknown, context: RequestContext) => {
      const { sets, inForce, activations } = await listed(context);
      const models = new Map(sets.map((set) => [set.id, toModel(set, set.id === inForce.set.id)]));
      return activations.map(({ value, why, by, at }) => ({ set: models.get(value) ?? null, why, by, at })).reverse();
    },
    compareRuns: async (
      _: unknown,
      { first, second }: { readonly first: string; readonly second: string },
      context: RequestContext,
    ) => unwrap(await createCompareRuns(context)(context.principal, toRunKey(first), toRunKey(second))),
  },
  Mutation: {
    addParameterSet: async (_: unknown, { name, changes, why }: AddArguments, context: RequestContext) => {
      const parameters = Object.fromEntries(changes.map(({ path, value }) => [path, value]));
      return toModel(
        unwrap(await addParameterSet(tuningOf(context), context.principal, { name, parameters, why })),
        false,
      );
    },
    activateParameterSet: async (
      _: unknown,
      { set: name, why }: { readonly set: string; readonly why: string },
      context: RequestContext,
    ) =>
      toModel(unwrap(await activateParameters(tuningOf(context), context.principal, { name, why }), 'set').set, true),
    revertParameterSet: async (_: unknown, { why }: { readonly why: string }, context: RequestContext) =>
      toModel(unwrap(await revertParameters(tuningOf(context), context.principal, { why })).set, true),
  },
  ParameterSet: {
    parameters: (set: ParameterSet) => describeParameters(set),
    changed: (set: ParameterSet) => changedFromStandard(set),
  },
  RunComparison: {
    gained: ({ added }: RunComparison) => added,
    lost: ({ removed }: RunComparison) => removed,
    lostConfirmed: ({ concluded }: RunComparison) => concluded.removed.confirmed,
    lostDismissed: ({ concluded }: RunComparison) => concluded.removed.dismissed,
    judged: ({ judged }: RunComparison) =>
      judged.first.map((before, i) => ({ ...before, before, after: judged.second[i] ?? before })),
  },
  ChangedRing: {
    joined: ({ joined }: ChangedRing) => joined.length,
    left: ({ left }: ChangedRing) => left.length,
    scoreBefore: ({ score }: ChangedRing) => score[0],
    scoreAfter: ({ score }: ChangedRing) => score[1],
    severityBefore: ({ severity }: ChangedRing) => severity[0],
    severityAfter: ({ severity }: ChangedRing) => severity[1],
  },
};
