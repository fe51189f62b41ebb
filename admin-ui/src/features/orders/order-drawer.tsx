import { Drawer } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useText } from '../../shared/i18n/dictionary.js';
import { ordersWords } from '../../shared/i18n/orders.js';
import { QueryState } from '../../shared/ui/query-state.js';
import { orderQuery } from './data.js';
import { OrderDetail } from './order-detail.js';

type Props = { readonly id: string | undefined; readonly onClose: () => void };

const Content = ({ id }: { readonly id: string }) => {
  const order = useQuery(orderQuery(id));
  return <QueryState query={order}>{(found) => <OrderDetail key={found.id} order={found} />}</QueryState>;
};

const Title = ({ id }: { readonly id: string }) => {
  const t = useText(ordersWords);
  const { data } = useQuery(orderQuery(id));
  return data === undefined ? t.request : t.number(data.number);
};

/** One request beside the board or the list; its id is in the address. */
export const OrderDrawer = ({ id, onClose }: Props) => {
  const t = useText(ordersWords);
  return (
    <Drawer
      opened={id !== undefined}
      onClose={onClose}
      position="right"
      size="34rem"
      padding="lg"
      title={id !== undefined && <Title id={id} />}
      closeButtonProps={{ 'aria-label': t.closeDetail }}
      styles={{ title: { fontWeight: 650, fontSize: '1.1875rem' } }}
    >
      {id !== undefined && <Content id={id} />}
    </Drawer>
  );
};
