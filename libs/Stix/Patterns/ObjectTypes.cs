namespace Infohub.Stix.Patterns;

/// <summary>Of which types of object one can be that meets a comparison.</summary>
internal static class ObjectTypes
{
    /// <summary>AND joins what one object meets, so that types must agree (§9.6); OR holds what either has.</summary>
    /// <param name="test">The comparison within brackets.</param>
    /// <param name="position">Where the first comparison begins that no object can meet.</param>
    public static bool Agree(Comparison test, out int position)
    {
        position = -1;
        return Of(test, ref position).Count > 0;
    }

    private static HashSet<string> Of(Comparison test, ref int position)
    {
        switch (test)
        {
            case PropertyTest property:
                return [property.Path.ObjectType];
            case ExistsTest exists:
                return [exists.Path.ObjectType];
            case JoinedComparisons joined:
                HashSet<string>? all = null;
                foreach (var part in joined.Parts)
                {
                    var some = Of(part, ref position);
                    if (position >= 0)
                    {
                        return [];
                    }

                    if (all is null)
                    {
                        all = some;
                    }
                    else if (joined.All)
                    {
                        all.IntersectWith(some);
                        if (all.Count == 0)
                        {
                            position = part.Position;
                            return all;
                        }
                    }
                    else
                    {
                        all.UnionWith(some);
                    }
                }

                return all!;
            default:
                throw new ArgumentOutOfRangeException(nameof(test));
        }
    }
}
