/** What the tests of the canvas run in the page. */
export const READY = `window.harness?.handle().commands && window.harness.handle().guides && !window.harness.handle().isArranging`;

/** How many pixels of the picture are not paper. */
export const INK = `(async () => {
  const png = await window.harness.handle().commands.toPng();
  const image = await createImageBitmap(png);
  const canvas = new OffscreenCanvas(image.width, image.height);
  const context = canvas.getContext('2d');
  context.drawImage(image, 0, 0);
  const { data } = context.getImageData(0, 0, image.width, image.height);
  let ink = 0;
  for (let at = 0; at < data.length; at += 4) if (data[at] < 250 || data[at + 1] < 250 || data[at + 2] < 250) ink += 1;
  return ink;
})()`;

/** Resolves when the frame is on the screen: a pixel of each layer is read back, which waits for the drawing. */
export const FLUSHED_FRAME = `new Promise((resolve) => requestAnimationFrame(() => {
  for (const canvas of document.querySelectorAll('.sigma-container canvas')) {
    const gl = canvas.getContext('webgl2');
    if (!gl) continue;
    gl.bindFramebuffer(gl.FRAMEBUFFER, null);
    gl.readPixels(0, 0, 1, 1, gl.RGBA, gl.UNSIGNED_BYTE, new Uint8Array(4));
  }
  resolve();
}))`;

export const RECORD_FRAMES = `(() => {
  window.frames_ = [];
  const step = (now) => { window.frames_.push(now); window.recording_ = requestAnimationFrame(step); };
  window.recording_ = requestAnimationFrame(step);
})()`;

export const STOP_FRAMES = `(() => {
  cancelAnimationFrame(window.recording_);
  return window.frames_.slice(1).map((now, index) => now - window.frames_[index]);
})()`;

export const NO_WEBGL = `{
  const original = HTMLCanvasElement.prototype.getContext;
  HTMLCanvasElement.prototype.getContext = function (kind, ...rest) {
    return kind.startsWith('webgl') ? null : original.call(this, kind, ...rest);
  };
}`;
