namespace Infohub.Observables;

/// <summary>A value recognised in a text.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Value">Its canonical true value: unmasked, in the form that <see cref="ObservableKind"/> describes.</param>
/// <param name="Start">Where it starts in the text, in UTF-16 units from 0.</param>
/// <param name="Length">How long it is in the text, as written there, in UTF-16 units.</param>
public readonly record struct Finding(ObservableKind Kind, string Value, int Start, int Length);
