import { randomBytes, timingSafeEqual } from 'node:crypto';
import { availableParallelism } from 'node:os';
import { hashRaw, type Options, parseOptions } from '@node-rs/argon2';
import { PasswordGate } from './password-gate';

/** OWASP Password Storage Cheat Sheet: argon2id with 19 MiB, two passes, one thread. The library's default is argon2id. */
const COST = { memoryCost: 19_456, timeCost: 2, parallelism: 1, outputLen: 32 } as const satisfies Options;
const SALT_BYTES = 16;

/** Bytes of UTF-8: length is the only rule for a password (contract section 7). */
export const PASSWORD_BYTES = { min: 8, max: 256 } as const;

const NOBODY = randomBytes(SALT_BYTES);

/** Is the password of 8 to 256 bytes? */
export function isPasswordLength(password: string): boolean {
  const length = passwordBytes(password).length;
  return length >= PASSWORD_BYTES.min && length <= PASSWORD_BYTES.max;
}

/** NFC, so that the same letters typed on two systems are the same password. */
function passwordBytes(password: string): Buffer {
  return Buffer.from(password.normalize('NFC'), 'utf8');
}

/**
 * argon2id in PHC string format. Every hash, whoever asks for it, passes one gate: max(1, cores − 1) at once, 32 waiting,
 * then AppError SERVICE_UNAVAILABLE; callers check their limits before they come here.
 */
export class PasswordHasher {
  readonly #gate: PasswordGate;
  #hashes = 0;

  constructor(gate = new PasswordGate(Math.max(1, availableParallelism() - 1), 32)) {
    this.#gate = gate;
  }

  /** How many hashes were computed since the start, for metrics and for tests of equal work. */
  get hashes(): number {
    return this.#hashes;
  }

  /**
   * The PHC string of a password.
   * @param salt 16 bytes; random if absent. Logins of one e-mail in several hospitals share one.
   * @throws RangeError if the password is not of 8 to 256 bytes: schemas refuse that earlier.
   */
  async hash(password: string, salt: Buffer = randomBytes(SALT_BYTES)): Promise<string> {
    if (!isPasswordLength(password)) throw new RangeError('a password has 8 to 256 bytes');
    const raw = await this.#raw(password, { ...COST, salt });
    const { memoryCost, timeCost, parallelism } = COST;
    return `$argon2id$v=19$m=${memoryCost},t=${timeCost},p=${parallelism}$${unpadded(salt)}$${unpadded(raw)}`;
  }

  /** Is this the password of the PHC string? Compared in constant time; one hash of work, whatever the password. */
  async verify(password: string, phc: string): Promise<boolean> {
    const [matches] = await this.verifyEach(password, [phc]);
    return matches === true;
  }

  /**
   * For each PHC string: is this its password? Strings that share salt and cost share one hash, so a person known to several
   * hospitals costs as much as one known to a single one.
   */
  async verifyEach(password: string, phcs: readonly string[]): Promise<boolean[]> {
    const raws = new Map<string, Buffer>();
    const answers: boolean[] = [];
    for (const phc of phcs) {
      const { prefix, expected } = split(phc);
      let raw = raws.get(prefix);
      if (!raw) {
        const { memoryCost, timeCost, parallelism, outputLen } = parseOptions(phc);
        raw = await this.#raw(password, { memoryCost, timeCost, parallelism, outputLen, salt: this.saltOf(phc) });
        raws.set(prefix, raw);
      }
      const equal = raw.length === expected.length && timingSafeEqual(raw, expected);
      answers.push(equal && isPasswordLength(password));
    }
    return answers;
  }

  /** The salt in a PHC string. */
  saltOf(phc: string): Buffer {
    return Buffer.from(phc.split('$')[4] ?? '', 'base64');
  }

  /** The work of `verify`, for an e-mail that nobody has. */
  async verifyAgainstNobody(password: string): Promise<false> {
    await this.#raw(password, { ...COST, salt: NOBODY });
    return false;
  }

  #raw(password: string, options: Options): Promise<Buffer> {
    return this.#gate.pass(() => {
      this.#hashes++;
      // Longer ones are never right; their rest is cut, so that they cost no more than any other.
      return hashRaw(passwordBytes(password).subarray(0, PASSWORD_BYTES.max), options);
    });
  }
}

function unpadded(bytes: Buffer): string {
  return bytes.toString('base64').replace(/=+$/, '');
}

function split(phc: string): { prefix: string; expected: Buffer } {
  const at = phc.lastIndexOf('$');
  return { prefix: phc.slice(0, at), expected: Buffer.from(phc.slice(at + 1), 'base64') };
}
