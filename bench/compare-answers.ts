import { lockHeaders } from './measure';
import type { World } from './world';

type List = { data: { total: number; results: Record<string, unknown>[] } };

/**
 * All servers must give the same rows and total, or the comparison means nothing. Instants may be written in another zone.
 * @throws naming the server that differs.
 */
export async function compareAnswers(urls: Record<string, string>, world: World): Promise<void> {
  let first: { label: string; text: string } | undefined;
  for (const [label, url] of Object.entries(urls)) {
    const response = await fetch(url, { headers: lockHeaders(world) });
    if (response.status !== 200) throw new Error(`${label} answers ${response.status}: ${await response.text()}`);
    const text = normalised((await response.json()) as List);
    first ??= { label, text };
    if (text !== first.text) throw new Error(`${label} answers otherwise than ${first.label}:\n${text}\n${first.text}`);
  }
}

function normalised({ data: { total, results } }: List): string {
  const rows = results.map((row) =>
    Object.entries(row)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, value]) => [name, name.endsWith('_at') ? new Date(String(value)).getTime() : value]),
  );
  return JSON.stringify({ total, rows });
}
