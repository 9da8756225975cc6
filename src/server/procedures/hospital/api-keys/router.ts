import { router } from '@/server/procedures/trpc';
import { createApiKeyProcedure } from './create-api-key';
import { getApiKeyProcedure } from './get-api-key';
import { listApiKeysProcedure } from './list-api-keys';
import { newTokenProcedure } from './new-token';
import { revokeApiKeyProcedure } from './revoke-api-key';
import { rotateApiKeyProcedure } from './rotate-api-key';
import { updateApiKeyProcedure } from './update-api-key';

export const apiKeysRouter = router({
  create: createApiKeyProcedure,
  list: listApiKeysProcedure,
  get: getApiKeyProcedure,
  update: updateApiKeyProcedure,
  rotate: rotateApiKeyProcedure,
  newToken: newTokenProcedure,
  revoke: revokeApiKeyProcedure,
});
