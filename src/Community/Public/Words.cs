namespace Infohub.Community.Public;

/// <summary>What an organisation is to the community (law section 1).</summary>
public static class Standing
{
    public const int Member = 0;
    public const int PartnerHub = 1;
    public const int External = 2;
}

/// <summary>States of organisations (applied) and persons (invited).</summary>
public static class State
{
    public const int Waiting = 0;
    public const int Active = 1;
    public const int Suspended = 2;
    public const int Left = 3;
}

/// <summary>Roles add acts, never readers (law section 1); a set of bits.</summary>
[Flags]
public enum Roles
{
    None = 0,
    Administrator = 1,
    Officer = 2,
    Csirt = 4,
    Auditor = 8,
}

/// <summary>What a key may do.</summary>
[Flags]
public enum Scopes
{
    None = 0,
    Read = 1,
    Write = 2,
    Drafts = 4,
}

/// <summary>Kinds of parts of an audience (law section 2).</summary>
public static class PartKind
{
    public const int Public = 0;
    public const int Community = 1;
    public const int Circle = 2;
    public const int Organisation = 3;
    public const int Person = 4;
}

/// <summary>One part of an audience: <c>Ref</c> is a circle, an organisation or a person; <c>RefOrg</c> is the person's organisation.</summary>
public readonly record struct Part(int Kind, long Ref = 0, long RefOrg = 0) : IComparable<Part>
{
    public int CompareTo(Part other) => (Kind, Ref, RefOrg).CompareTo((other.Kind, other.Ref, other.RefOrg));
}
