namespace Infohub.Intelligence.WarningLists;

/// <summary>A list that comes with the hub, made of facts that stand in public registers.</summary>
/// <param name="Uid">Its address, for the switch and for the record.</param>
/// <param name="Name">In English, a key of the texts.</param>
/// <param name="Description">Where the facts are from; a key of the texts.</param>
/// <param name="IsOfExamples">It is of what documents use for examples, of which a made-up community consists.</param>
internal sealed record BuiltInList(string Uid, string Name, string Description, ListType Type, KindSet Kinds, IReadOnlyList<string> Entries, bool IsOfExamples = false);
