/** Sigma's program for links: width by strength; solid, dashed or arrow by contact; side by side between the same two. */
import { EdgeProgram, type ProgramInfo } from 'sigma/rendering';
import type { EdgeDisplayData, NodeDisplayData, RenderParams } from 'sigma/types';
import { floatColor } from 'sigma/utils';
import type { LinkPlace, NodePlace } from './board-graph.ts';
import { LINK_FRAGMENT_SHADER, LINK_VERTEX_SHADER } from './link-shaders.ts';
import { quadCorners, VERTICES_OF_QUAD, writeQuad } from './quad.ts';

/** What the reducer adds for this program to Sigma's own display data. */
export type LinkMark = {
  /** Pixels to the left of the straight line, seen from where the link starts. */
  readonly offset: number;
  readonly dashed: boolean;
  readonly arrow: boolean;
};

const CORNERS = quadCorners([0, -1], [1, 1]);
const UNIFORMS = ['u_matrix', 'u_sizeRatio', 'u_correctionRatio', 'u_pixelRatio'] as const;
type Uniform = (typeof UNIFORMS)[number];

// Sigma hands the reducer's answer through untyped; ours always carries the mark.
const toMarked = (display: EdgeDisplayData) => display as EdgeDisplayData & LinkMark;

export class LinkProgram extends EdgeProgram<Uniform, NodePlace, LinkPlace> {
  getDefinition() {
    const { UNSIGNED_BYTE, FLOAT, TRIANGLES } = WebGLRenderingContext;
    const colour = (name: string) => ({ name, size: 4, type: UNSIGNED_BYTE, normalized: true });
    const float = (name: string) => ({ name, size: 1, type: FLOAT });
    return {
      VERTICES: VERTICES_OF_QUAD,
      VERTEX_SHADER_SOURCE: LINK_VERTEX_SHADER,
      FRAGMENT_SHADER_SOURCE: LINK_FRAGMENT_SHADER,
      METHOD: TRIANGLES,
      UNIFORMS,
      ATTRIBUTES: [
        { name: 'a_corner', size: 2, type: FLOAT },
        { name: 'a_start', size: 2, type: FLOAT },
        { name: 'a_end', size: 2, type: FLOAT },
        float('a_width'),
        float('a_offset'),
        float('a_dashed'),
        float('a_arrow'),
        float('a_targetSize'),
        colour('a_color'),
        colour('a_id'),
      ],
    };
  }

  processVisibleItem(
    linkIndex: number,
    start: number,
    source: NodeDisplayData,
    target: NodeDisplayData,
    display: EdgeDisplayData,
  ): void {
    const data = toMarked(display);
    writeQuad(this.array, start, CORNERS, [
      source.x,
      source.y,
      target.x,
      target.y,
      data.size,
      data.offset,
      data.dashed ? 1 : 0,
      data.arrow ? 1 : 0,
      target.size,
      floatColor(data.color),
      linkIndex,
    ]);
  }

  setUniforms(params: RenderParams, { gl, uniformLocations }: ProgramInfo<Uniform>): void {
    gl.uniform1f(uniformLocations.u_sizeRatio, params.sizeRatio);
    gl.uniform1f(uniformLocations.u_correctionRatio, params.correctionRatio);
    gl.uniform1f(uniformLocations.u_pixelRatio, params.pixelRatio);
    gl.uniformMatrix3fv(uniformLocations.u_matrix, false, params.matrix);
  }
}
