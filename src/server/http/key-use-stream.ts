import { ADMINISTRATORS } from '@/server/procedures/hospital/scope';
import type { Runtime } from '@/server/runtime/runtime';
import type { LiveSource } from './live-stream';

/** Which keys of the person's hospital are used or tried just now. */
export function keyUseSource({ keyUse }: Runtime): LiveSource {
  return {
    path: '/api/dashboard/key-use',
    roles: ADMINISTRATORS,
    action: 'api_key.follow',
    subscribe: ({ hospitalId }, tell) =>
      keyUse.subscribe(hospitalId, ({ apiKeyId, at, requests }) => tell({ id: apiKeyId, at: at.toISOString(), requests })),
  };
}
