using AngleSharp.Dom;

namespace Grains.Providers.Documents.Html;

/// <summary>Goes through a tree in reading order without recursion: hostile pages nest deeper than a stack.</summary>
internal static class HtmlWalk
{
    /// <summary>Each node at its beginning, and each that is no text at its end as well; the root itself included.</summary>
    /// <param name="passesOver">What is left out with all that is in it; null for nothing.</param>
    public static IEnumerable<(INode Node, bool IsEnd)> Through(INode root, Func<IElement, bool>? passesOver = null)
    {
        // By index, because a node finds its next sibling only by looking through all of them.
        var open = new Stack<(INodeList Children, int Next, INode Parent)>();
        yield return (root, false);
        open.Push((root.ChildNodes, 0, root));
        while (open.TryPop(out var level))
        {
            if (level.Next == level.Children.Length)
            {
                yield return (level.Parent, true);
                continue;
            }

            open.Push(level with { Next = level.Next + 1 });
            var node = level.Children[level.Next];
            if (node is IElement element && passesOver?.Invoke(element) == true) continue;
            yield return (node, false);
            if (node is not IText) open.Push((node.ChildNodes, 0, node));
        }
    }
}
