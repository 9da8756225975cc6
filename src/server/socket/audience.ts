import type { Subscriber } from './subscriber';

/** The open sockets of this instance, by key and by hospital. */
export class Audience {
  readonly #byKey = new Map<string, Set<Subscriber>>();
  readonly #byHospital = new Map<string, Set<Subscriber>>();

  add(subscriber: Subscriber): void {
    const { keyId, hospitalId } = subscriber.seat;
    put(this.#byKey, keyId, subscriber);
    put(this.#byHospital, hospitalId, subscriber);
  }

  remove(subscriber: Subscriber): void {
    const { keyId, hospitalId } = subscriber.seat;
    take(this.#byKey, keyId, subscriber);
    take(this.#byHospital, hospitalId, subscriber);
  }

  ofHospital(hospitalId: string): readonly Subscriber[] {
    return [...(this.#byHospital.get(hospitalId) ?? [])];
  }

  /** Whom a change concerns, as the ChangeListener names it; everybody where nobody can say what has changed. */
  concerned(kind: string, id: string): readonly Subscriber[] {
    if (kind === 'key') return [...(this.#byKey.get(id) ?? [])];
    if (kind === 'hospital') return this.ofHospital(id);
    return kind === 'all' ? [...this.#byHospital.values()].flatMap((set) => [...set]) : [];
  }
}

function put(map: Map<string, Set<Subscriber>>, name: string, subscriber: Subscriber): void {
  const set = map.get(name) ?? new Set();
  map.set(name, set.add(subscriber));
}

function take(map: Map<string, Set<Subscriber>>, name: string, subscriber: Subscriber): void {
  const set = map.get(name);
  set?.delete(subscriber);
  if (set?.size === 0) map.delete(name);
}
