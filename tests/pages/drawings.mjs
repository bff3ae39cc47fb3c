// Runs in the page, so it names nothing outside itself. Of each drawing that is seen: words whose contrast with what is
// drawn below them is under 4.5 to 1 (WCAG 2.2, 1.4.3), words that overlap each other, and words that are cut off.
export function drawingFaults() {
  const least = 4.5;
  const rgba = (text) => {
    const numbers = text.match(/[\d.]+/g);
    return numbers && !text.startsWith('none') ? numbers.slice(0, 4).map(Number) : null;
  };
  const over = (top, share, below) => below.map((b, i) => share * top[i] + (1 - share) * b);
  const luminance = (colour) => {
    const [r, g, b] = colour.map((c) => (c / 255 <= 0.04045 ? c / 255 / 12.92 : ((c / 255 + 0.055) / 1.055) ** 2.4));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const contrast = (one, other) => {
    const [dark, light] = [luminance(one), luminance(other)].sort((a, b) => a - b);
    return (light + 0.05) / (dark + 0.05);
  };
  const solid = (colour) => colour && (colour.length < 4 || colour[3] > 0);
  const groundOf = (element) => {
    for (let at = element; at; at = at.parentElement) {
      const colour = rgba(getComputedStyle(at).backgroundColor);
      if (solid(colour)) return colour.slice(0, 3);
    }
    return [255, 255, 255];
  };
  const holds = (box, x, y) => x >= box.left && x <= box.right && y >= box.top && y <= box.bottom;
  const covers = (shape, x, y) => {
    if (!holds(shape.getBoundingClientRect(), x, y)) return false;
    const point = new DOMPoint(x, y).matrixTransform(shape.getScreenCTM().inverse());
    return shape.isPointInFill(point);
  };
  const faults = [];
  let texts = 0;
  for (const drawing of document.querySelectorAll('svg')) {
    const edge = drawing.getBoundingClientRect();
    const parts = [...drawing.querySelectorAll('rect, polygon, path, circle, text')];
    const words = parts.filter((part) => part.tagName === 'text');
    texts += words.length;
    for (const [i, word] of words.entries()) {
      const box = word.getBoundingClientRect();
      const name = `"${word.textContent}"`;
      if (box.left < edge.left - 1 || box.right > edge.right + 1 || box.top < edge.top - 1 || box.bottom > edge.bottom + 1) {
        faults.push(`${name} is cut off`);
      }
      const ink = rgba(getComputedStyle(word).fill).slice(0, 3);
      const below = parts.slice(0, parts.indexOf(word)).filter((part) => part.tagName !== 'text');
      for (const across of [0.1, 0.5, 0.9]) {
        const x = box.left + across * box.width;
        const y = (box.top + box.bottom) / 2;
        let colour = groundOf(drawing);
        for (const part of below) {
          const style = getComputedStyle(part);
          const fill = rgba(style.fill);
          if (solid(fill) && covers(part, x, y)) colour = over(fill, Number(style.fillOpacity), colour);
        }
        const reached = contrast(ink, colour);
        if (reached < least) {
          faults.push(`contrast of ${name} is ${reached.toFixed(2)}`);
          break;
        }
      }
      for (const other of words.slice(i + 1)) {
        const its = other.getBoundingClientRect();
        // The boxes are as high as the font, the letters lower.
        const across = Math.min(box.right, its.right) - Math.max(box.left, its.left);
        const down = Math.min(box.bottom, its.bottom) - Math.max(box.top, its.top);
        if (across > 1 && down > 0.3 * Math.min(box.height, its.height)) {
          faults.push(`${name} and "${other.textContent}" overlap`);
        }
      }
    }
  }
  return { texts, faults };
}
