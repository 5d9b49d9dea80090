/** google.type.Money's units and nanos as a decimal number with at least two decimals: "12.50", "-0.005". */
export function amountText(units: number, nanos: number): string {
  const sign = units < 0 || nanos < 0 ? '-' : '';
  const fraction = String(Math.abs(nanos))
    .padStart(9, '0')
    .replace(/0{1,7}$/, '');
  return `${sign}${Math.abs(units)}.${fraction}`;
}
