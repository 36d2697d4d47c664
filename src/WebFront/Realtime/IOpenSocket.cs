namespace WebFront.Realtime;

/// <summary>A connection that was upgraded and is to be served, kept among the request's features by the endpoint that upgraded it.</summary>
internal interface IOpenSocket
{
    /// <summary>Serves it until it is closed.</summary>
    Task RunAsync();
}
