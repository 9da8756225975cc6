'use client';

import { PageFailure, type PageFailureProps } from '@/components/ui/page-failure';

/** A failure of one page; the frame around it stays. */
export default function DashboardError(props: PageFailureProps) {
  return <PageFailure {...props} />;
}
