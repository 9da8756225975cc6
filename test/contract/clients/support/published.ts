import { readFile } from 'node:fs/promises';
import path from 'node:path';

const FOLDER = path.resolve(import.meta.dirname, '../published');

/**
 * A snippet of the published documentation, letter by letter but for the indentation, which the document's text form had lost;
 * with what a reader puts into it: host, key, ids and date.
 * @throws where a text to be replaced is not in the snippet.
 */
export async function published(name: string, replacements: Readonly<Record<string, string>>): Promise<string> {
  const text = await readFile(path.join(FOLDER, `${name}.txt`), 'utf8');
  return Object.entries(replacements).reduce((snippet, [from, to]) => {
    if (!snippet.includes(from)) throw new Error(`${name} has no ${from}`);
    return snippet.replaceAll(from, () => to);
  }, text);
}
