import { failureSubject } from '@/server/limits/address-failures';
import { SharedSlots } from '@/server/limits/shared-slots';
import type { SharedStore } from '@/server/limits/shared-store';
import { type Leave, SOCKETS_A_KEY, SOCKETS_AN_ADDRESS, type SocketCaps } from './caps';

/** The caps of all instances together. */
export class SharedCaps implements SocketCaps {
  readonly #keys: SharedSlots;
  readonly #addresses: SharedSlots;

  constructor(store: SharedStore) {
    this.#keys = new SharedSlots(store, 'sockets-of-key');
    this.#addresses = new SharedSlots(store, 'sockets-of-address');
  }

  async enter(keyId: string, address: string): Promise<Leave | null> {
    const leaveKey = await this.#keys.take(keyId, SOCKETS_A_KEY);
    if (!leaveKey) return null;
    const leaveAddress = await this.#addresses.take(failureSubject(address), SOCKETS_AN_ADDRESS);
    if (!leaveAddress) {
      leaveKey();
      return null;
    }
    return () => {
      leaveKey();
      leaveAddress();
    };
  }
}
