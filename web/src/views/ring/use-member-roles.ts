import { useEffect } from 'react';
import type { RingKey } from '../../api/ring-key.ts';
import { toKey } from '../../api/to-board.ts';
import { useRingRoles } from '../../api/use-ring-roles.ts';
import { type BoardNode, type NodeKey, type Producer, toProducer } from '../../exploration/board-state.ts';
import type { MemberRole } from '../../exploration/vocabulary.ts';
import { useBoard, useBoardStore } from '../board/board-context.tsx';

/** Roles come apart from the picture. */
export const withRoles = (roles: ReadonlyMap<NodeKey, MemberRole>): Producer =>
  toProducer('look', (state) => {
    const changed = new Map<NodeKey, BoardNode>();
    for (const [key, role] of roles) {
      const node = state.nodes.get(key);
      if (node && node.role !== role) changed.set(key, { ...node, role, memberOfRing: true });
    }
    return changed.size === 0 ? state : { ...state, nodes: new Map([...state.nodes, ...changed]) };
  });

/** Every member on the board is drawn as one, however many there are. */
export function useMemberRoles(key: RingKey): void {
  const members = useRingRoles(key);
  const store = useBoardStore();
  const nodes = useBoard((view) => view.nodes);
  useEffect(() => {
    if (members.length === 0 || nodes.size === 0) return;
    store.learn(withRoles(new Map(members.map((member) => [toKey(member.entity), member.role]))));
  }, [store, nodes, members]);
}
