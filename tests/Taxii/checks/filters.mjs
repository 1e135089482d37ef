export async function filters() {}
