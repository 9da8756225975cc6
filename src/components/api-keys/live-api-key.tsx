'use client';

import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback, useMemo } from 'react';
import { ErrorState } from '@/components/ui/error-state';
import { useTRPC, useTRPCClient } from '@/lib/trpc/client';
import { asResult, toFailure } from '@/lib/trpc/failure';
import { KeyDetailScreen } from './key-detail-screen';
import { toRevealed } from './revealed';
import type { KeyActions, KeyDetails, KeyFormContext } from './types';
import { useKeyUse } from './use-key-use';

const LOST = { ok: false as const, message: 'The server could not be reached. Check the connection and try again.' };

/** One key's page, with its data. */
export function LiveApiKey({
  hospitalId,
  apiKeyId,
  context,
}: {
  hospitalId: string;
  apiKeyId: string;
  context: KeyFormContext;
}) {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const input = useMemo(() => ({ hospitalId, apiKeyId }), [hospitalId, apiKeyId]);
  const key = useQuery(trpc.dashboard.apiKeys.get.queryOptions(input));
  const requests = useQuery(trpc.dashboard.apiKeys.requests.queryOptions(input));
  const refresh = useCallback(
    () => queryClient.invalidateQueries({ queryKey: trpc.dashboard.apiKeys.pathKey() }),
    [queryClient, trpc],
  );
  useKeyUse(
    hospitalId,
    useCallback((id: string) => id === apiKeyId && refresh(), [apiKeyId, refresh]),
  );
  const actions = useKeyActions(input, key.data, refresh);

  if (!key.data) {
    return (
      <ErrorState
        title="The key could not be loaded"
        message={LOST.message}
        onRetry={() => key.refetch()}
        busy={key.isFetching}
      />
    );
  }
  const shown = requests.data
    ? { state: 'ready' as const, rows: requests.data }
    : requests.isError
      ? { state: 'failed' as const, failure: toFailure(requests.error) ?? LOST }
      : { state: 'loading' as const };
  return (
    <KeyDetailScreen
      apiKey={key.data}
      context={context}
      actions={actions}
      requests={{ requests: shown, onRetry: () => requests.refetch() }}
    />
  );
}

function useKeyActions(
  input: { hospitalId: string; apiKeyId: string },
  key: KeyDetails | undefined,
  refresh: () => Promise<void>,
): KeyActions {
  const client = useTRPCClient();
  return useMemo(() => {
    const { apiKeys } = client.hospital;
    const done = async <Value,>(call: Promise<Value>) => {
      const result = await asResult(call);
      await refresh();
      return result;
    };
    return {
      onUpdate: async ({ permissions, allowed_ips: allowedIps, ...changes }) => {
        const body = {
          ...input,
          ...changes,
          ...(permissions && { permissions: [...permissions] }),
          ...(allowedIps !== undefined && { allowed_ips: allowedIps && [...allowedIps] }),
        };
        const result = await done(apiKeys.update.mutate(body));
        return result.ok ? { ok: true, value: undefined } : result;
      },
      onRotate: async (options) => {
        const result = await done(apiKeys.rotate.mutate({ ...input, ...options }));
        return result.ok ? { ok: true, value: toRevealed(result.value) } : result;
      },
      onIssueToken: async (options) => {
        const result = await done(apiKeys.newToken.mutate({ ...input, ...options }));
        if (!result.ok) return result;
        const { name = null, kind = 'partner', permissions = [] } = key ?? {};
        const value = { name, kind, permissions, key: null, secret: null, old_secret_expires_at: null, ...result.value };
        return { ok: true, value };
      },
      onRevoke: async () => {
        const result = await done(apiKeys.revoke.mutate(input));
        return result.ok ? { ok: true, value: result.value.logins } : result;
      },
    };
  }, [client, input, key, refresh]);
}
