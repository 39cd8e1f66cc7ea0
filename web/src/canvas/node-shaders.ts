/**
 * Shaders of a node: one quad; the fragment measures its distance to the kind's outline (after Inigo Quilez, "2D
 * distance functions") and paints fill, glyph, border, halo and pin by that distance. Lengths are screen pixels.
 */
import { ATLAS_COLUMNS, ATLAS_ROWS } from './glyph-atlas.ts';

export const NODE_VERTEX_SHADER = /* glsl */ `
attribute vec4 a_id;
attribute vec4 a_fill;
attribute vec4 a_border;
attribute vec4 a_glyphColor;
attribute vec4 a_halo;
attribute vec2 a_position;
attribute float a_size;
attribute float a_borderWidth;
attribute float a_shape;
attribute float a_glyph;
attribute float a_pinned;
attribute vec2 a_corner;

uniform mat3 u_matrix;
uniform float u_sizeRatio;
uniform float u_correctionRatio;

varying vec4 v_fill;
varying vec4 v_border;
varying vec4 v_glyphColor;
varying vec4 v_halo;
varying vec2 v_at;
varying float v_radius;
varying float v_borderWidth;
varying float v_shape;
varying float v_glyph;
varying float v_pinned;

const float bias = 255.0 / 254.0;

void main() {
  float radius = a_size / u_sizeRatio;
  float borderWidth = a_borderWidth * clamp(radius / 9.0, 0.4, 1.2);
  // Room for a diamond's corners, and for halo and pin only where there are any: every pixel is paid for.
  float extra = a_halo.a > 0.0 || a_pinned > 0.5 ? 6.0 : 0.0;
  float reach = a_size > 0.0 ? (radius + borderWidth) * 1.25 + 1.0 + extra : 0.0;
  vec2 position = a_position + a_corner * reach * 2.0 * u_correctionRatio;
  gl_Position = vec4((u_matrix * vec3(position, 1)).xy, 0, 1);

  v_at = a_corner * reach;
  v_radius = radius;
  v_borderWidth = borderWidth;
  v_shape = a_shape;
  v_glyph = a_glyph;
  v_pinned = a_pinned;
  #ifdef PICKING_MODE
  v_fill = a_id;
  v_fill.a *= bias;
  #else
  v_fill = vec4(a_fill.rgb, a_fill.a * bias);
  v_border = vec4(a_border.rgb, a_border.a * bias);
  v_glyphColor = vec4(a_glyphColor.rgb, a_glyphColor.a * bias);
  v_halo = vec4(a_halo.rgb, a_halo.a * bias);
  #endif
}
`;

export const NODE_FRAGMENT_SHADER = /* glsl */ `
precision highp float;

varying vec4 v_fill;
varying vec4 v_border;
varying vec4 v_glyphColor;
varying vec4 v_halo;
varying vec2 v_at;
varying float v_radius;
varying float v_borderWidth;
varying float v_shape;
varying float v_glyph;
varying float v_pinned;

uniform float u_pixelRatio;
uniform sampler2D u_atlas;

float outline(vec2 p, float r) {
  if (v_shape < 0.5) return length(p) - r;
  if (v_shape < 1.5) {
    float corner = r * 0.14;
    vec2 q = abs(p) - r * 0.9 + corner;
    return length(max(q, 0.0)) + min(max(q.x, q.y), 0.0) - corner;
  }
  if (v_shape < 2.5) return (abs(p.x) + abs(p.y) - r * 1.24) * 0.7071;
  vec2 q = abs(p);
  return max(q.x * 0.866 + q.y * 0.5, q.y) - r * 0.92;
}

float within(float distance, float feather) {
  return clamp(0.5 - distance / (2.0 * feather), 0.0, 1.0);
}

float glyphAt(vec2 p, float r) {
  vec2 inCell = p / (r * 1.28) * vec2(0.5, -0.5) + 0.5;
  if (inCell.x < 0.0 || inCell.x > 1.0 || inCell.y < 0.0 || inCell.y > 1.0) return 0.0;
  vec2 cell = vec2(mod(v_glyph, ${ATLAS_COLUMNS}.0), floor(v_glyph / ${ATLAS_COLUMNS}.0));
  vec2 uv = (cell + inCell) / vec2(${ATLAS_COLUMNS}.0, ${ATLAS_ROWS}.0);
  return texture2D(u_atlas, uv).a * smoothstep(4.5, 6.5, r);
}

vec4 over(vec4 under, vec4 color, float coverage) {
  float alpha = color.a * coverage;
  return vec4(color.rgb * alpha, alpha) + under * (1.0 - alpha);
}

void main(void) {
  float distance = outline(v_at, v_radius);
  #ifdef PICKING_MODE
  if (distance > 2.0) discard;
  gl_FragColor = v_fill;
  #else
  float feather = 0.6 / u_pixelRatio;
  vec4 color = vec4(0.0);
  if (v_halo.a > 0.0) color = over(color, v_halo, within(abs(distance - v_borderWidth - 3.2) - 1.3, feather));
  color = over(color, v_border, within(distance - v_borderWidth, feather));
  color = over(color, v_fill, within(distance, feather));
  // Below this radius a glyph is a smudge: better a plain shape.
  if (v_radius > 4.5 && distance < 0.0) color = over(color, v_glyphColor, glyphAt(v_at, v_radius));
  if (v_pinned > 0.5) {
    vec2 corner = vec2(v_radius * 0.78);
    float pin = length(v_at - corner);
    color = over(color, v_glyphColor, within(pin - 4.2, feather));
    color = over(color, v_fill, within(pin - 2.8, feather));
  }
  gl_FragColor = color;
  #endif
}
`;
