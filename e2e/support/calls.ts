import { type ChildProcess, spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { ownerSql } from './owner-database';
import type { Tenant } from './tenant';

/** Makes a patient of the hospital's first branch. */
export async function newPatient({ hospitalId, branchId }: Tenant, name: string, phone: string): Promise<string> {
  const id = randomUUID();
  await ownerSql(
    `INSERT INTO patients (hospital_id, id, branch_id, name, name_folded, phone) VALUES ($1, $2, $3, $4, lower($4), $5)`,
    [hospitalId, id, branchId, name, phone],
  );
  return id;
}

type Simulation = { calls: number; speed: number; seed: number };

/** `npm run simulate:calls` as the hospital's admin, as a process of its own. */
export function simulateCalls(baseURL: string, { admin }: Tenant, { calls, speed, seed }: Simulation) {
  const options = ['--url', baseURL, '--email', admin.email, '--calls', calls, '--speed', speed, '--seed', seed].map(String);
  const child: ChildProcess = spawn(process.execPath, ['--import', 'tsx', 'scripts/simulate-calls.ts', ...options], {
    env: { ...process.env, ADMIN_PASSWORD: admin.password },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr])
    stream?.on('data', (chunk) => {
      output += chunk;
    });
  const ended = new Promise<{ code: number | null; output: string }>((resolve) => {
    child.once('exit', (code) => resolve({ code, output }));
  });
  return { ended, stop: () => void child.kill('SIGTERM') };
}
