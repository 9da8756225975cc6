import { execFileSync } from 'node:child_process';

export type Locks = { key: string; secret: string; token: string };
export type CrmAnswer = { status: number; code: string | undefined; body: unknown };

/** One request of a CRM with its three locks. */
export async function askAsCrm(baseURL: string, { key, secret, token }: Locks, path = '/patients?limit=5'): Promise<CrmAnswer> {
  const headers = { 'x-api-key': key, 'x-api-secret': secret, Authorization: `Bearer ${token}` };
  const answer = await fetch(`${baseURL}/api/external${path}`, { headers });
  const body = (await answer.json()) as { code?: string };
  return { status: answer.status, code: body.code, body };
}

/** Runs the line that a page shows, in a shell like a CRM's engineer would. */
export function runCurl(line: string): { status: number; body: string } {
  const output = execFileSync('sh', ['-c', `${line.trim()} -s -w '\\n%{http_code}'`], { encoding: 'utf8' });
  const at = output.lastIndexOf('\n');
  return { status: Number(output.slice(at + 1)), body: output.slice(0, at) };
}
