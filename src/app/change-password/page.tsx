import type { Metadata } from 'next';
import { AuthLayout } from '@/components/auth/auth-layout';
import { ChangePassword } from '@/components/auth/change-password';
import { DataProvider } from '@/components/providers/data-provider';
import { requireViewer } from '../dashboard/session';

export const metadata: Metadata = { title: 'Change password' };

/** Where a person with a password that somebody else has set is led before anything else. */
export default async function ChangePasswordPage() {
  const { viewer } = await requireViewer();
  return (
    <AuthLayout>
      <DataProvider>
        <ChangePassword email={viewer.email} due={viewer.mustChangePassword} />
      </DataProvider>
    </AuthLayout>
  );
}
