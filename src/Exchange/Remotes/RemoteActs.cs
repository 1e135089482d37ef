namespace Infohub.Exchange.Remotes;

/// <summary>What the page of a server calls.</summary>
internal sealed record RemoteActs(ListOffered Offered, FollowCollection Follow, SendCollection Send, SteerCollection Steer, TakeRemoteOver TakeOver)
{
    public required SetRemoteSecret Secret { get; init; }

    public required RemoveRemote Remove { get; init; }

    public required WithdrawFromRemote Withdraw { get; init; }
}
