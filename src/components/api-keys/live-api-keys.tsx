'use client';

import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useTRPC, useTRPCClient } from '@/lib/trpc/client';
import { asResult, toFailure } from '@/lib/trpc/failure';
import { ApiKeysScreen } from './api-keys-screen';
import { toRevealed } from './revealed';
import type { CreateKeyInput, KeyFormContext } from './types';
import { useKeyUse } from './use-key-use';

const LOST = { ok: false as const, message: 'The server could not be reached. Check the connection and try again.' };

/** The page of all keys, with its data. */
export function LiveApiKeys({ hospitalId, context }: { hospitalId: string; context: KeyFormContext }) {
  const trpc = useTRPC();
  const client = useTRPCClient();
  const queryClient = useQueryClient();
  const query = useQuery(trpc.dashboard.apiKeys.list.queryOptions({ hospitalId }));
  useKeyUse(hospitalId);

  const create = async (input: CreateKeyInput) => {
    const { permissions, allowed_ips: allowedIps, ...rest } = input;
    const body = { ...rest, hospitalId, permissions: [...permissions], allowed_ips: allowedIps ? [...allowedIps] : null };
    const result = await asResult(client.hospital.apiKeys.create.mutate(body));
    await queryClient.invalidateQueries({ queryKey: trpc.dashboard.apiKeys.pathKey() });
    return result.ok ? { ok: true as const, value: toRevealed(result.value) } : result;
  };

  const keys = query.data
    ? { state: 'ready' as const, rows: query.data }
    : query.isError
      ? { state: 'failed' as const, failure: toFailure(query.error) ?? LOST, retrying: query.isFetching }
      : { state: 'loading' as const };
  return <ApiKeysScreen keys={keys} context={context} onRetry={() => query.refetch()} onCreate={create} />;
}
