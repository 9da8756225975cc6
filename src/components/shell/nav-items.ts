import { KeyRound, type LucideIcon, PhoneCall } from 'lucide-react';
import { isAdministrator, type Role } from '@/shared/roles';

type NavItem = { href: string; label: string; icon: LucideIcon; mayUse: (role: Role) => boolean };

const NAV_ITEMS: readonly NavItem[] = [
  { href: '/dashboard/api-keys', label: 'API keys', icon: KeyRound, mayUse: isAdministrator },
  { href: '/dashboard/calls', label: 'Calls', icon: PhoneCall, mayUse: isAdministrator },
];

/** The dashboard's sections that somebody of this role can use, in the order of the sidebar. */
export function navItemsFor(role: Role): readonly NavItem[] {
  return NAV_ITEMS.filter((item) => item.mayUse(role));
}
