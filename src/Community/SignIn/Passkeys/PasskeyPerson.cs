namespace Infohub.Community.SignIn.Passkeys;

/// <summary>A person as the framework's ceremonies know them: the address is the user handle.</summary>
internal sealed record PasskeyPerson(long Id, string Uid, string Name, string Email);
