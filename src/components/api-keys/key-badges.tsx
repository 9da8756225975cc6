import { Handshake, Server } from 'lucide-react';
import { Badge, StatusBadge } from '@/components/ui/badge';
import { STATUS_TEXT } from './key-status';
import type { KeyEnvironment, KeyKind, KeyStatus } from './types';

export function KeyStatusBadge({ status }: { status: KeyStatus }) {
  const { label, tone } = STATUS_TEXT[status];
  return <StatusBadge tone={tone}>{label}</StatusBadge>;
}

/** Only test is worth a badge: live is the rule. */
export function EnvironmentBadge({ environment }: { environment: KeyEnvironment }) {
  return environment === 'test' ? <Badge tone="warning">Test</Badge> : null;
}

export function KindBadge({ kind }: { kind: KeyKind }) {
  const Icon = kind === 'partner' ? Handshake : Server;
  return (
    <Badge>
      <Icon aria-hidden="true" />
      {kind === 'partner' ? 'Partner' : 'Server'}
    </Badge>
  );
}
