// The graph as a picture, with the strictest label of what is in it and for whom it is a copy.
const order = ['TLP:CLEAR', 'TLP:GREEN', 'TLP:AMBER', 'TLP:AMBER+STRICT'];
const tones = { 'TLP:CLEAR': '--tlp-clear', 'TLP:GREEN': '--tlp-green' };

export const strictest = (labels) => order[Math.max(0, ...labels.map((label) => order.indexOf(label)))];

export function picture(renderer, place, { labels, copy, ground, ink }) {
  renderer.refresh();
  const layers = Object.values(renderer.getCanvases()).filter((layer) => !layer.classList.contains('sigma-mouse') && layer.width > 0);
  const scale = layers[0].width / place.clientWidth;
  const [canvas, foot] = [document.createElement('canvas'), Math.round(32 * scale)];
  [canvas.width, canvas.height] = [layers[0].width, layers[0].height + foot];
  const pen = canvas.getContext('2d');
  pen.fillStyle = ground;
  pen.fillRect(0, 0, canvas.width, canvas.height);
  // in the same turn as they were drawn: a layer of WebGL is empty afterwards
  layers.forEach((layer) => pen.drawImage(layer, 0, 0));
  const label = strictest(labels);
  pen.font = `700 ${Math.round(13 * scale)}px sans-serif`;
  pen.textBaseline = 'middle';
  const wide = pen.measureText(label).width + 16 * scale;
  const middle = canvas.height - foot / 2;
  pen.fillStyle = '#000';
  pen.fillRect(8 * scale, canvas.height - foot + 4 * scale, wide, foot - 8 * scale);
  pen.fillStyle = getComputedStyle(place).getPropertyValue(tones[label] ?? '--tlp-amber');
  pen.fillText(label, 16 * scale, middle);
  pen.font = `${Math.round(12 * scale)}px sans-serif`;
  pen.fillStyle = ink;
  pen.fillText(copy, wide + 20 * scale, middle);
  canvas.toBlob((blob) => {
    const link = document.createElement('a');
    link.href = URL.createObjectURL(blob);
    link.download = `${label.replace(':', '-')}_graph.png`;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
  });
}
