// Each kind of node has a shape, so that colour is never alone: corners (0 for a disc), turn in radians, and how much of the middle is left out. The style sheet cuts the same shapes.
import { NodePointProgram } from 'sigma/rendering';
import { floatColor } from 'sigma/utils';

const up = Math.PI / 2;
const shapes = {
  values: [0, 0, 0], items: [4, Math.PI / 4, 0], indicators: [4, 0, 0], reports: [5, -up, 0], malware: [3, -up, 0], actors: [6, 0, 0], campaigns: [3, up, 0],
  tools: [3, 0, 0], techniques: [8, 0, 0], vulnerabilities: [3, Math.PI, 0], infrastructure: [4, Math.PI / 4, 0.45], mitigations: [6, 0, 0.45], observables: [0, 0, 0.55], others: [4, 0, 0.45],
};

const fragment = `
precision mediump float;
varying vec4 v_color;
varying float v_border;
varying vec3 v_shape;
const vec4 transparent = vec4(0.0);
void main(void) {
  vec2 m = (gl_PointCoord - vec2(0.5)) * 2.0;
  float far = length(m);
  if (v_shape.x > 0.5) {
    float part = 6.2831853 / v_shape.x;
    float angle = atan(m.y, m.x) - v_shape.y;
    float turned = angle - part * (floor(angle / part) + 0.5);
    far = length(m) * cos(turned) / cos(part * 0.5);
  }
  #ifdef PICKING_MODE
  gl_FragColor = far < 1.0 ? v_color : transparent;
  #else
  float soft = max(v_border * 2.0, 0.02);
  float shown = smoothstep(1.0, 1.0 - soft, far) * (v_shape.z > 0.0 ? smoothstep(v_shape.z - soft, v_shape.z, far) : 1.0);
  gl_FragColor = mix(transparent, v_color, shown);
  #endif
}`;

export class ShapeProgram extends NodePointProgram {
  getDefinition() {
    const of = super.getDefinition();
    return {
      ...of,
      FRAGMENT_SHADER_SOURCE: fragment,
      VERTEX_SHADER_SOURCE: of.VERTEX_SHADER_SOURCE.replace('attribute float a_size;', 'attribute float a_size;\nattribute vec3 a_shape;\nvarying vec3 v_shape;').replace('void main() {', 'void main() {\n  v_shape = a_shape;'),
      ATTRIBUTES: [...of.ATTRIBUTES, { name: 'a_shape', size: 3, type: WebGLRenderingContext.FLOAT }],
    };
  }

  processVisibleItem(id, at, data) {
    this.array.set([data.x, data.y, data.size, floatColor(data.color), id, ...(shapes[data.kind] ?? shapes.others)], at);
  }
}
