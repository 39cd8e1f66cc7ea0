import { useEffect } from 'react';
import { toKey } from '../../api/to-board.ts';
import type { RingMember } from '../../api/use-ring-members.ts';
import { type BoardNode, type NodeKey, type Producer, toProducer } from '../../exploration/board-state.ts';
import type { MemberRole } from '../../exploration/vocabulary.ts';
import { useBoard, useBoardStore } from '../board/board-context.tsx';

/** Roles are known from the list of members, which comes apart from the picture, a page at a time. */
export const withRoles = (roles: ReadonlyMap<NodeKey, MemberRole>): Producer =>
  toProducer('look', (state) => {
    const changed = new Map<NodeKey, BoardNode>();
    for (const [key, role] of roles) {
      const node = state.nodes.get(key);
      if (node && node.role !== role) changed.set(key, { ...node, role, memberOfRing: true });
    }
    return changed.size === 0 ? state : { ...state, nodes: new Map([...state.nodes, ...changed]) };
  });

export function useMemberRoles(members: readonly RingMember[] | undefined): void {
  const store = useBoardStore();
  const nodes = useBoard((view) => view.nodes);
  useEffect(() => {
    if (!members || nodes.size === 0) return;
    store.learn(withRoles(new Map(members.map((member) => [toKey(member.entity), member.role]))));
  }, [store, nodes, members]);
}
