import { DoorClosed } from 'lucide-react';
import { redirect } from 'next/navigation';
import { Card } from '@/components/ui/card';
import { EmptyState } from '@/components/ui/empty-state';
import { isAdministrator } from '@/shared/roles';
import { requireViewer } from './session';

/** Until there is an overview: the keys for administrators, and a plain word for everybody else. */
export default async function DashboardPage() {
  const { viewer } = await requireViewer();
  if (isAdministrator(viewer.role)) redirect('/dashboard/api-keys');
  return (
    <Card aria-label="Dashboard">
      <EmptyState
        heading
        icon={<DoorClosed aria-hidden="true" />}
        title="Nothing here for you yet"
        message="API keys are for administrators. Appointments and patients will appear here."
      />
    </Card>
  );
}
