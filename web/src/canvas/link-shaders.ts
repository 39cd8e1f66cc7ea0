/**
 * Shaders of a link: one quad along the line; the fragment knows how far along and across it is, in screen pixels,
 * and cuts dashes and the arrow head out of it. Links between the same two run side by side.
 */
export const LINK_VERTEX_SHADER = /* glsl */ `
attribute vec4 a_id;
attribute vec4 a_color;
attribute vec2 a_start;
attribute vec2 a_end;
attribute float a_width;
attribute float a_offset;
attribute float a_dashed;
attribute float a_arrow;
attribute float a_targetSize;
attribute vec2 a_corner;

uniform mat3 u_matrix;
uniform float u_sizeRatio;
uniform float u_correctionRatio;

varying vec4 v_color;
varying float v_along;
varying float v_across;
varying float v_tip;
varying float v_halfWidth;
varying float v_head;
varying float v_dashed;

const float bias = 255.0 / 254.0;

void main() {
  float unit = 2.0 * u_correctionRatio;
  vec2 path = a_end - a_start;
  float pathLength = max(length(path), 1e-9);
  vec2 normal = vec2(-path.y, path.x) / pathLength;

  // Lines grow and shrink with the nodes, but never below a hair.
  float scale = 1.0 / u_sizeRatio;
  v_halfWidth = max(a_width * scale, 0.8) * 0.5;
  v_head = a_arrow > 0.5 ? v_halfWidth * 4.0 + 5.0 * scale : 0.0;
  float reach = max(v_halfWidth, v_head * 0.42) + 0.7;
  #ifdef PICKING_MODE
  reach = max(reach, 4.0);
  #endif

  vec2 position = mix(a_start, a_end, a_corner.x) + normal * (a_offset * scale + a_corner.y * reach) * unit;
  gl_Position = vec4((u_matrix * vec3(position, 1)).xy, 0, 1);

  float pixels = pathLength / unit;
  v_along = a_corner.x * pixels;
  v_across = a_corner.y * reach;
  v_tip = pixels - a_targetSize * scale;
  v_dashed = a_dashed;
  #ifdef PICKING_MODE
  v_color = vec4(a_id.rgb, a_id.a * bias);
  #else
  v_color = vec4(a_color.rgb, a_color.a * bias);
  #endif
}
`;

export const LINK_FRAGMENT_SHADER = /* glsl */ `
precision highp float;

varying vec4 v_color;
varying float v_along;
varying float v_across;
varying float v_tip;
varying float v_halfWidth;
varying float v_head;
varying float v_dashed;

uniform float u_pixelRatio;

const float DASH = 6.0;
const float GAP = 4.0;

void main(void) {
  #ifdef PICKING_MODE
  gl_FragColor = v_color;
  #else
  float feather = 0.6 / u_pixelRatio;
  float toTip = v_tip - v_along;
  float halfWidth = v_halfWidth;
  if (v_head > 0.0) {
    if (toTip < 0.0) discard;
    if (toTip < v_head) halfWidth = toTip * 0.42;
  }
  float coverage = clamp(0.5 + (halfWidth - abs(v_across)) / (2.0 * feather), 0.0, 1.0);
  if (v_dashed > 0.5) {
    float phase = mod(v_along, DASH + GAP);
    coverage *= step(phase, DASH);
  }
  float alpha = v_color.a * coverage;
  gl_FragColor = vec4(v_color.rgb * alpha, alpha);
  #endif
}
`;
