/** A JSON text made readable, and what had to be done for it, in French. */
export interface RepairedJson {
  text: string;
  repairs: string[];
}

/**
 * Repairs what the official samples of the Annuaire Santé suffer from: a comma before a closing bracket, and brackets
 * missing at the end. Strings are left alone. A text that is good JSON comes back unchanged; one that is still wrong
 * after that fails in `JSON.parse`.
 */
export function repairJson(source: string): RepairedJson {
  const open: string[] = [];
  let text = '';
  let trailing = 0;
  for (let at = 0; at < source.length; at += 1) {
    const character = source.charAt(at);
    if (character === '"') {
      const end = endOfString(source, at);
      text += source.slice(at, end);
      at = end - 1;
      continue;
    }
    if (character === '{' || character === '[') open.push(character === '{' ? '}' : ']');
    if (character === '}' || character === ']') {
      if (/,\s*$/.test(text.slice(-200))) trailing += 1;
      text = withoutComma(text);
      open.pop();
    }
    text += character;
  }
  const repairs = trailing === 0 ? [] : [`virgule en trop (${trailing})`];
  if (open.length > 0) {
    repairs.push(`fin manquante (${open.length} niveaux)`);
    text = withoutComma(text) + open.reverse().join('');
  }
  return repairs.length === 0 ? { text: source, repairs } : { text, repairs };
}

function endOfString(source: string, start: number): number {
  let at = start + 1;
  while (at < source.length && source.charAt(at) !== '"') at += source.charAt(at) === '\\' ? 2 : 1;
  return Math.min(at + 1, source.length);
}

function withoutComma(text: string): string {
  const tail = text.slice(-200);
  return /,\s*$/.test(tail) ? text.slice(0, -200) + tail.replace(/,\s*$/, '') : text;
}
