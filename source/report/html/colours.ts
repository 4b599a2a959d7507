/** Colours that can be read. */

/** Contrast that text needs against its ground (WCAG 2.2, 1.4.3). */
const enough = 4.5;

type Rgb = [number, number, number];

function rgb(hex: string): Rgb {
  return [1, 3, 5].map((at) => Number.parseInt(hex.slice(at, at + 2), 16)) as Rgb;
}

function luminance(colour: Rgb): number {
  const [r, g, b] = colour.map((part) => {
    const share = part / 255;
    return share <= 0.03928 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  }) as Rgb;
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

/** Contrast of two colours `#rrggbb`, 1 to 21. */
export function contrast(a: string, b: string): number {
  const [x, y] = [luminance(rgb(a)), luminance(rgb(b))];
  return (Math.max(x, y) + 0.05) / (Math.min(x, y) + 0.05);
}

/** The colour, darkened or lightened until text in it can be read on `on`. Both `#rrggbb`. */
export function readableOn(colour: string, on: string): string {
  const target = luminance(rgb(on)) > 0.5 ? 0 : 255;
  for (let step = 0; step <= 20; step += 1) {
    const mixed = rgb(colour).map((part) => Math.round(part + ((target - part) * step) / 20));
    const hex = `#${mixed.map((part) => part.toString(16).padStart(2, '0')).join('')}`;
    if (contrast(hex, on) >= enough) return hex;
  }
  return target === 0 ? '#000000' : '#ffffff';
}
