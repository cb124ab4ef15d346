import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

/** The inline SVG of a Tabler icon by its name; unknown names become a plain circle. */
export type Icons = (name: string) => string;

export function createIcons(): Icons {
  const circle = createRequire(import.meta.url).resolve('@tabler/icons/outline/circle.svg');
  const folder = dirname(dirname(circle));
  const known = new Map<string, string>();
  return (name) => {
    const svg = known.get(name) ?? readIcon(folder, name);
    known.set(name, svg);
    return svg;
  };
}

const iconName = /^[a-z0-9-]{1,60}$/;

/** `star-filled` is the filled form of `star`. */
function fileOf(folder: string, name: string): string {
  const filled = name.endsWith('-filled')
    ? join(folder, 'filled', `${name.slice(0, -'-filled'.length)}.svg`)
    : '';
  const file = filled || join(folder, 'outline', `${name}.svg`);
  return iconName.test(name) && existsSync(file) ? file : join(folder, 'outline', 'circle.svg');
}

/** Only the drawing is kept; colour and size are the style sheet's affair. */
function readIcon(folder: string, name: string): string {
  const source = readFileSync(fileOf(folder, name), 'utf8');
  const isFilled = name.endsWith('-filled');
  const drawing = /<svg[^>]*>([\s\S]*)<\/svg>/.exec(source)?.[1] ?? '';
  const look = isFilled ? 'class="icon icon-filled"' : 'class="icon"';
  return `<svg ${look} viewBox="0 0 24 24" aria-hidden="true" focusable="false">${compact(drawing)}</svg>`;
}

function compact(drawing: string): string {
  return drawing.replace(/\s*\n\s*/g, '').replace('<path stroke="none" d="M0 0h24v24H0z" fill="none"/>', '');
}
