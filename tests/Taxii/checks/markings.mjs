export async function markings() {}
