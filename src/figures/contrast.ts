/** Linear RGB of `#rrggbb`, 0 to 1 (IEC 61966-2-1). */
export function linear(hex: string): [number, number, number] {
  return [1, 3, 5].map((i) => {
    const c = Number.parseInt(hex.slice(i, i + 2), 16) / 255;
    return c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4;
  }) as [number, number, number];
}

/** Relative luminance of `#rrggbb`, 0 to 1 (WCAG 2.2). */
export function luminance(hex: string): number {
  const [r, g, b] = linear(hex);
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

/** Contrast ratio of two colours `#rrggbb`, 1 to 21 (WCAG 2.2). */
export function contrast(a: string, b: string): number {
  const [low, high] = [luminance(a), luminance(b)].sort((x, y) => x - y) as [number, number];
  return (high + 0.05) / (low + 0.05);
}

/** `#rrggbb` laid over another with an opacity from 0 to 1, as browsers blend them. */
export function blended(over: string, under: string, opacity: number): string {
  const part = (hex: string, i: number) => Number.parseInt(hex.slice(i, i + 2), 16);
  const mixed = [1, 3, 5].map((i) => Math.round(part(over, i) * opacity + part(under, i) * (1 - opacity)));
  return `#${mixed.map((d) => d.toString(16).padStart(2, "0")).join("")}`;
}

/** Whether a colour is a saturated red, which must not flash (WCAG 2.2, general flash and red flash thresholds). */
export function isSaturatedRed(hex: string): boolean {
  const [r, g, b] = linear(hex);
  return r + g + b > 0 && r / (r + g + b) >= 0.8;
}
