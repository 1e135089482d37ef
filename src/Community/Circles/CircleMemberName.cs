namespace Infohub.Community.Circles;

/// <summary>A member by address: a whole organisation, or a person (meaning the pair with the person's present organisation).</summary>
public sealed record CircleMemberName(bool Organisation, string Uid)
{
    public static CircleMemberName OfOrganisation(string uid) => new(true, uid);

    public static CircleMemberName OfPerson(string uid) => new(false, uid);
}
