import { KeyRound, type LucideIcon } from 'lucide-react';

export type NavItem = { href: string; label: string; icon: LucideIcon };

/** The dashboard's sections, in the order of the sidebar. */
export const NAV_ITEMS: readonly NavItem[] = [{ href: '/dashboard/api-keys', label: 'API keys', icon: KeyRound }];
