import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { options } from './options';

/** USER_HZ: what /proc counts CPU time in, on every Linux that Node runs on. */
const TICK_US = 10_000;

/**
 * CPU time of all processes of the bench's PostgreSQL, those that ended included, in µs; null where there is no /proc.
 * @param folder of the database.
 */
export function postgresCpuUs(folder = options.folder): number | null {
  if (process.platform !== 'linux') return null;
  const [postmaster] = readFileSync(path.join(folder, 'postgres/postmaster.pid'), 'utf8').split('\n');
  let ticks = 0;
  for (const pid of readdirSync('/proc').filter((name) => /^\d+$/.test(name))) {
    const fields = statOf(pid);
    if (!fields || (pid !== postmaster && fields[1] !== postmaster)) continue;
    // User and system time; of the postmaster also that of its children that ended.
    for (const field of fields.slice(11, pid === postmaster ? 15 : 13)) ticks += Number(field);
  }
  return ticks * TICK_US;
}

/** The fields of /proc/<pid>/stat after the name, which may hold spaces; null for a process that ended meanwhile. */
function statOf(pid: string): string[] | null {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return text.slice(text.lastIndexOf(')') + 2).split(' ');
  } catch {
    return null;
  }
}
