import { redirect } from 'next/navigation';

/** Until there is an overview, the keys are the dashboard's first page. */
export default function DashboardPage() {
  redirect('/dashboard/api-keys');
}
