import path from 'node:path';
import { parseArgs } from 'node:util';
import { options as common } from '../options';

const { values } = parseArgs({
  options: {
    scale: { type: 'string', default: '1' },
    keep: { type: 'boolean', default: false },
    seconds: { type: 'string', default: '2' },
    rounds: { type: 'string', default: '3' },
    only: { type: 'string' },
    folder: { type: 'string', default: '.data/bench-large' },
  },
});

const scale = positive('--scale', values.scale);

/** `npm run bench:large -- --scale 0.02 --keep --seconds 1 --rounds 1 --only search` */
export const options = {
  root: common.root,
  /** Cluster and data; deleted at the end unless `keep`. */
  folder: path.resolve(common.root, values.folder),
  keep: values.keep,
  /** Patients of all hospitals; appointments are five times as many. */
  large: Math.round(1_000_000 * scale),
  /** What the large one is compared with; not scaled. */
  small: 10_000,
  connections: 8,
  seconds: positive('--seconds', values.seconds),
  rounds: positive('--rounds', values.rounds),
  /** Only queries whose name holds this text. */
  only: values.only ?? '',
};

function positive(name: string, text: string): number {
  const value = Number(text);
  if (!Number.isFinite(value) || value <= 0) throw new Error(`${name} must be a number above 0`);
  return value;
}
