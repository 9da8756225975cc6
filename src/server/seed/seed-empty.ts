import { newId } from '@/server/kernel/new-id';
import { insertRows } from './insert-rows';
import { onEmptyDatabase } from './on-empty-database';

/** Makes one hospital without anything in it (`SEED=none`); null, and no change, if there is one already. */
export function seedEmpty({ ownerUrl }: { ownerUrl: string }): Promise<{ hospitalId: string } | null> {
  return onEmptyDatabase(ownerUrl, async (client) => {
    const hospitalId = newId();
    const now = new Date();
    const hospital = { id: hospitalId, name: 'Hospital', timezone: 'UTC', country: 'US', currency: 'USD' };
    await insertRows(client, 'hospitals', [{ ...hospital, createdAt: now, updatedAt: now }]);
    return { hospitalId };
  });
}
