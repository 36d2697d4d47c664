using System.Threading.Channels;

namespace Micro.Asks;

/// <summary>A floor: an actor that is a bare channel with a loop behind it.</summary>
internal sealed class ChannelActor
{
    private readonly Channel<(int Value, TaskCompletionSource<int> Answer)> mailbox =
        Channel.CreateUnbounded<(int, TaskCompletionSource<int>)>(new UnboundedChannelOptions { SingleReader = true });

    private int calls;

    public ChannelActor() => _ = RunAsync();

    public Task<int> EchoAsync(int value)
    {
        var answer = new TaskCompletionSource<int>(TaskCreationOptions.RunContinuationsAsynchronously);
        mailbox.Writer.TryWrite((value, answer));
        return answer.Task;
    }

    private async Task RunAsync()
    {
        await foreach (var (value, answer) in mailbox.Reader.ReadAllAsync())
        {
            calls++;
            answer.SetResult(value);
        }
    }
}
