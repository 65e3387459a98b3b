// The figures as a person reads them: one line each, the goal beside the value.

/** @typedef {import('../../bench/figure.ts').Figure & { ok: boolean }} JudgedFigure */

/**
 * @param {import('../../bench/figure.ts').Figure} figure
 * @returns {JudgedFigure}
 */
export function judge(figure) {
  const value = Number(figure.value.toPrecision(3))
  return { ...figure, value, ok: figure.goal === null || value <= figure.goal }
}

/** @param {readonly JudgedFigure[]} figures */
export function drawTable(figures) {
  const rows = figures.map(({ name, value, unit, goal, ok }) => [
    name,
    `${String(value)} ${unit}`,
    goal === null ? '' : `at most ${String(goal)}`,
    goal === null ? '' : ok ? 'ok' : 'MISSED',
  ])
  const widths = [0, 1, 2].map((column) => Math.max(0, ...rows.map((row) => row[column]?.length ?? 0)))
  return rows.map((row) => `  ${row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('   ')}`.trimEnd()).join('\n')
}
