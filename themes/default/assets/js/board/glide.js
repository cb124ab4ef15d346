// Cards that change their place are seen to go there.
const moment = 180;
const calm = matchMedia('(prefers-reduced-motion: reduce)');

/** Do the change; then each card in sight glides from where it was. */
export function glide(board, change) {
  if (calm.matches) return change();
  const before = new Map(cardsInSight(board));
  change();
  for (const [card, to] of cardsInSight(board)) {
    const from = before.get(card);
    if (!from) continue;
    const [x, y] = [from.left - to.left, from.top - to.top];
    if (x || y)
      card.animate(
        { transform: [`translate(${x}px, ${y}px)`, 'none'] },
        { duration: moment, easing: 'ease-out' },
      );
  }
}

function cardsInSight(board) {
  return [...board.querySelectorAll('.board-card')]
    .map((card) => [card, card.getBoundingClientRect()])
    .filter(([, { width, bottom, top }]) => width > 0 && bottom > 0 && top < innerHeight);
}
