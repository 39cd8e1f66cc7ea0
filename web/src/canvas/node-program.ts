/** Sigma's program for nodes: shape and glyph by kind, border by risk, halo for selection and hubs, a dot when pinned. */
import { NodeProgram, type ProgramInfo } from 'sigma/rendering';
import type { NodeDisplayData, RenderParams } from 'sigma/types';
import { floatColor } from 'sigma/utils';
import type { LinkPlace, NodePlace } from './board-graph.ts';
import { drawGlyphAtlas } from './glyph-atlas.ts';
import type { Shape } from './glyphs.ts';
import { NODE_FRAGMENT_SHADER, NODE_VERTEX_SHADER } from './node-shaders.ts';
import { quadCorners, VERTICES_OF_QUAD, writeQuad } from './quad.ts';

/** What the reducer adds for this program to Sigma's own display data. */
export type NodeMark = {
  readonly fill: string;
  readonly border: string;
  /** Screen pixels, outside the shape. */
  readonly borderWidth: number;
  readonly glyphColour: string;
  /** Transparent when there is none. */
  readonly halo: string;
  readonly shape: Shape;
  readonly glyph: number;
  readonly pinned: boolean;
};

const SHAPE_CODE: Readonly<Record<Shape, number>> = { circle: 0, square: 1, diamond: 2, hexagon: 3 };
const CORNERS = quadCorners([-1, -1], [1, 1]);
const UNIFORMS = ['u_matrix', 'u_sizeRatio', 'u_correctionRatio', 'u_pixelRatio', 'u_atlas'] as const;
type Uniform = (typeof UNIFORMS)[number];

// Sigma hands the reducer's answer through untyped; ours always carries the mark.
const toMarked = (display: NodeDisplayData) => display as NodeDisplayData & NodeMark;

export class EntityNodeProgram extends NodeProgram<Uniform, NodePlace, LinkPlace> {
  readonly #texture: WebGLTexture | null;

  constructor(...args: ConstructorParameters<typeof NodeProgram<Uniform, NodePlace, LinkPlace>>) {
    super(...args);
    this.#texture = createAtlasTexture(this.normalProgram.gl);
  }

  getDefinition() {
    const { UNSIGNED_BYTE, FLOAT, TRIANGLES } = WebGLRenderingContext;
    const colour = (name: string) => ({ name, size: 4, type: UNSIGNED_BYTE, normalized: true });
    const float = (name: string) => ({ name, size: 1, type: FLOAT });
    return {
      VERTICES: VERTICES_OF_QUAD,
      VERTEX_SHADER_SOURCE: NODE_VERTEX_SHADER,
      FRAGMENT_SHADER_SOURCE: NODE_FRAGMENT_SHADER,
      METHOD: TRIANGLES,
      UNIFORMS,
      ATTRIBUTES: [
        { name: 'a_corner', size: 2, type: FLOAT },
        { name: 'a_position', size: 2, type: FLOAT },
        float('a_size'),
        float('a_borderWidth'),
        float('a_shape'),
        float('a_glyph'),
        float('a_pinned'),
        colour('a_fill'),
        colour('a_border'),
        colour('a_glyphColor'),
        colour('a_halo'),
        colour('a_id'),
      ],
    };
  }

  processVisibleItem(nodeIndex: number, start: number, display: NodeDisplayData): void {
    const data = toMarked(display);
    writeQuad(this.array, start, CORNERS, [
      data.x,
      data.y,
      data.size,
      data.borderWidth,
      SHAPE_CODE[data.shape],
      data.glyph,
      data.pinned ? 1 : 0,
      floatColor(data.fill),
      floatColor(data.border),
      floatColor(data.glyphColour),
      floatColor(data.halo),
      nodeIndex,
    ]);
  }

  setUniforms(params: RenderParams, { gl, uniformLocations }: ProgramInfo<Uniform>): void {
    gl.uniform1f(uniformLocations.u_sizeRatio, params.sizeRatio);
    gl.uniform1f(uniformLocations.u_correctionRatio, params.correctionRatio);
    gl.uniform1f(uniformLocations.u_pixelRatio, params.pixelRatio);
    gl.uniformMatrix3fv(uniformLocations.u_matrix, false, params.matrix);
    gl.activeTexture(gl.TEXTURE0);
    gl.bindTexture(gl.TEXTURE_2D, this.#texture);
    gl.uniform1i(uniformLocations.u_atlas, 0);
  }

  override kill(): void {
    this.normalProgram.gl.deleteTexture(this.#texture);
    super.kill();
  }
}

const createAtlasTexture = (gl: WebGLRenderingContext | WebGL2RenderingContext): WebGLTexture | null => {
  const texture = gl.createTexture();
  gl.bindTexture(gl.TEXTURE_2D, texture);
  gl.texImage2D(gl.TEXTURE_2D, 0, gl.RGBA, gl.RGBA, gl.UNSIGNED_BYTE, drawGlyphAtlas());
  gl.generateMipmap(gl.TEXTURE_2D);
  gl.texParameteri(gl.TEXTURE_2D, gl.TEXTURE_MIN_FILTER, gl.LINEAR_MIPMAP_LINEAR);
  gl.texParameteri(gl.TEXTURE_2D, gl.TEXTURE_WRAP_S, gl.CLAMP_TO_EDGE);
  gl.texParameteri(gl.TEXTURE_2D, gl.TEXTURE_WRAP_T, gl.CLAMP_TO_EDGE);
  return texture;
};
