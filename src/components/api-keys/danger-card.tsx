'use client';

import { Ban } from 'lucide-react';
import { useState } from 'react';
import { Button } from '@/components/ui/button';
import { Card, CardBody } from '@/components/ui/card';
import { ConfirmDialog } from '@/components/ui/confirm-dialog';
import { showToast } from '@/components/ui/toast-store';
import { keyTitle } from './key-status';
import type { KeyActions, KeyDetails, MadeLogin } from './types';

type DangerCardProps = {
  apiKey: KeyDetails;
  onRevoke: KeyActions['onRevoke'];
  onRevoked: (logins: readonly MadeLogin[]) => void;
};

/** Ends the key for good, after its name was typed. */
export function DangerCard({ apiKey, onRevoke, onRevoked }: DangerCardProps) {
  const [asking, setAsking] = useState(false);
  const revoke = async () => {
    const result = await onRevoke();
    if (!result.ok) return result;
    showToast({
      tone: 'success',
      title: `“${keyTitle(apiKey)}” is revoked`,
      description: 'Its requests are refused from now on.',
    });
    onRevoked(result.value);
    return result;
  };
  return (
    <Card className="border-danger/40" aria-label="Revoke">
      <CardBody className="flex flex-wrap items-center justify-between gap-x-6 gap-y-3">
        <div className="max-w-xl space-y-0.5">
          <h2 className="text-sm font-semibold">Revoke this key</h2>
          <p className="text-sm text-muted-foreground">
            It stops at once and never works again. What it did stays in the audit log. To pause it, disable it instead.
          </p>
        </div>
        <Button variant="danger-quiet" onClick={() => setAsking(true)}>
          <Ban aria-hidden="true" />
          Revoke…
        </Button>
      </CardBody>
      <ConfirmDialog
        open={asking}
        onOpenChange={setAsking}
        title={`Revoke “${keyTitle(apiKey)}”?`}
        description={<p>Every program that uses it is refused from this moment. This cannot be undone.</p>}
        confirmLabel="Revoke for good"
        typedText={keyTitle(apiKey)}
        onConfirm={revoke}
      />
    </Card>
  );
}
