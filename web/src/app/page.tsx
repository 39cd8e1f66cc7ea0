/** Which view a route shows. The ring list is in the first load; every other page is its own chunk. */
import { lazy, Suspense } from 'react';
import { BrokenNotice } from '../components/broken-notice.tsx';
import { ErrorBoundary } from '../components/error-boundary.tsx';
import { Loading } from '../components/loading.tsx';
import { Notice } from '../components/notice.tsx';
import { useText } from '../text/text.tsx';
import { RingsView } from '../views/rings/rings-view.tsx';
import { Link } from './link.tsx';
import type { Route } from './router.ts';

const RingView = lazy(async () => ({ default: (await import('../views/ring/ring-view.tsx')).RingView }));
const InvestigateView = lazy(async () => ({
  default: (await import('../views/investigate/investigate-view.tsx')).InvestigateView,
}));
const EntityView = lazy(async () => ({ default: (await import('../views/entity/entity-view.tsx')).EntityView }));
const OrderView = lazy(async () => ({ default: (await import('../views/order/order-view.tsx')).OrderView }));
const AlertsView = lazy(async () => ({ default: (await import('../views/alerts/alerts-view.tsx')).AlertsView }));
const NewcomersView = lazy(async () => ({
  default: (await import('../views/newcomers/newcomers-view.tsx')).NewcomersView,
}));
const LeadsView = lazy(async () => ({ default: (await import('../views/leads/leads-view.tsx')).LeadsView }));
const RunsView = lazy(async () => ({ default: (await import('../views/runs/runs-view.tsx')).RunsView }));
const WebhooksView = lazy(async () => ({
  default: (await import('../views/webhooks/webhooks-view.tsx')).WebhooksView,
}));

function View({ route }: { readonly route: Route }) {
  const text = useText();
  switch (route.view) {
    case 'rings':
      return <RingsView />;
    case 'ring':
      return <RingView key={route.id} id={route.id} />;
    case 'investigate':
      return <InvestigateView />;
    case 'entity':
      return <EntityView key={`${route.ref.kind}:${route.ref.externalId}`} entity={route.ref} />;
    case 'order':
      return <OrderView key={route.orderId} orderId={route.orderId} />;
    case 'alerts':
      return <AlertsView />;
    case 'newcomers':
      return <NewcomersView />;
    case 'leads':
      return <LeadsView />;
    case 'runs':
      return <RunsView />;
    case 'webhooks':
      return <WebhooksView />;
    case 'signIn':
    case 'notFound':
      return (
        <Notice title={text.notFound.title}>
          {text.notFound.whatToDo} <Link to="/">{text.shell.pages.rings}</Link>
        </Notice>
      );
  }
}

export function Page({ route }: { readonly route: Route }) {
  const text = useText();
  return (
    <ErrorBoundary key={JSON.stringify(route)} fallback={<BrokenNotice />}>
      <Suspense fallback={<Loading label={text.common.loading} />}>
        <View route={route} />
      </Suspense>
    </ErrorBoundary>
  );
}
