export async function between() {}
